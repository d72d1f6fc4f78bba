import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

/** The way from a profile to what it is for. */
export function WhereVariantsAreBuilt() {
  return (
    <>
      They are built on the page of a version of a{' '}
      <Anchor component={Link} to="/models" size="sm" underline="always">
        model
      </Anchor>
      , with “Build variants”.
    </>
  );
}
