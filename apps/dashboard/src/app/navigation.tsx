import { NavLink } from '@mantine/core';
import {
  IconBox,
  IconChartHistogram,
  IconCpu,
  IconDatabase,
  IconDevices,
  IconHome,
  IconRocket,
} from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';

const places = [
  { to: '/', label: 'Home', icon: IconHome },
  { to: '/models', label: 'Models', icon: IconBox },
  { to: '/datasets', label: 'Datasets', icon: IconDatabase },
  { to: '/profiles', label: 'Hardware profiles', icon: IconCpu },
  { to: '/rollouts', label: 'Rollouts', icon: IconRocket },
  { to: '/fleet', label: 'Fleet', icon: IconChartHistogram },
  { to: '/devices', label: 'Devices', icon: IconDevices },
] as const;

export function Navigation() {
  const { pathname } = useLocation();
  return places.map(({ to, label, icon: Picture }) => {
    const active = to === '/' ? pathname === '/' : pathname.startsWith(to);
    return (
      <NavLink
        key={to}
        component={Link}
        to={to}
        label={label}
        leftSection={<Picture size={18} stroke={1.6} aria-hidden />}
        active={active}
        aria-current={active ? 'page' : undefined}
      />
    );
  });
}
