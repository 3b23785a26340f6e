import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answered, api } from '../../api/client';
import { simulationQuery } from '../../api/simulation-queries';
import type { SimulationRequest } from '../../api/types';
import { notifyProblem } from '../../components/notify';

/** The simulation that the address bar names, and the ways to begin one and to cancel it. */
export function useSimulation(id: string | undefined) {
  const navigate = useNavigate({ from: '/configuration/simulator' });
  const queryClient = useQueryClient();
  const query = useQuery({ ...simulationQuery(id ?? ''), enabled: id !== undefined });

  const start = useMutation({
    mutationFn: (body: SimulationRequest) => answered(api.POST('/api/v1/simulations', { body })),
    onSuccess: (started, { jail }) => void navigate({ search: { jail, id: started.id }, resetScroll: false }),
    onError: notifyProblem,
  });

  const cancel = useMutation({
    mutationFn: (running: string) =>
      answered(api.DELETE('/api/v1/simulations/{id}', { params: { path: { id: running } } })),
    onSettled: (_, __, running) => queryClient.invalidateQueries(simulationQuery(running)),
    onError: notifyProblem,
  });

  return { query, start, cancel };
}
