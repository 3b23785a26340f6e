import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';

export function QuestionsAndNotices() {
  return (
    <ModalsProvider>
      <Notifications position="bottom-right" />
    </ModalsProvider>
  );
}
