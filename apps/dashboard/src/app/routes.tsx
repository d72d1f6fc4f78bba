import { createBrowserRouter } from 'react-router';
import { HomePage } from '../features/home/home-page';
import { Loading } from '../ui/listing';
import { NotFoundPage } from './not-found-page';
import { RouteError } from './route-error';
import { Shell } from './shell';

export const router = createBrowserRouter([
  {
    path: '/',
    element: <Shell />,
    errorElement: <RouteError />,
    hydrateFallbackElement: <Loading what="the page" />,
    children: [
      {
        errorElement: <RouteError />,
        children: [
          { index: true, element: <HomePage /> },
          {
            path: 'profiles',
            lazy: async () => ({
              Component: (await import('../features/profiles/profiles-page')).ProfilesPage,
            }),
          },
          {
            path: 'profiles/new',
            lazy: async () => ({
              Component: (await import('../features/profiles/new-profile-page')).NewProfilePage,
            }),
          },
          {
            path: 'profiles/:profileId',
            lazy: async () => ({
              Component: (await import('../features/profiles/edit-profile-page')).EditProfilePage,
            }),
          },
          {
            path: 'models',
            lazy: async () => ({
              Component: (await import('../features/models/models-page')).ModelsPage,
            }),
          },
          {
            path: 'models/:modelId',
            lazy: async () => ({
              Component: (await import('../features/models/model-page')).ModelPage,
            }),
          },
          {
            path: 'models/:modelId/versions/:versionId',
            lazy: async () => ({
              Component: (await import('../features/models/version-page')).VersionPage,
            }),
          },
          {
            path: 'datasets',
            lazy: async () => ({
              Component: (await import('../features/datasets/datasets-page')).DatasetsPage,
            }),
          },
          {
            path: 'rollouts',
            lazy: async () => ({
              Component: (await import('../features/rollouts/rollouts-page')).RolloutsPage,
            }),
          },
          {
            path: 'rollouts/new',
            lazy: async () => ({
              Component: (await import('../features/rollouts/new-rollout-page')).NewRolloutPage,
            }),
          },
          {
            path: 'rollouts/:rolloutId',
            lazy: async () => ({
              Component: (await import('../features/rollouts/rollout-page')).RolloutPage,
            }),
          },
          {
            path: 'fleet',
            lazy: async () => ({
              Component: (await import('../features/fleet/fleet-page')).FleetPage,
            }),
          },
          {
            path: 'devices',
            lazy: async () => ({
              Component: (await import('../features/fleet/devices-page')).DevicesPage,
            }),
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
