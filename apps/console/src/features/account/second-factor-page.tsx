import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Entrance } from '../../app/sign-in/entrance.tsx';
import { Enrolment } from './second-factor/enrolment.tsx';

const route = getRouteApi('/sign-in/second-factor');

/** What comes before the console where the workspace demands a second factor. */
export function SecondFactorPage() {
  const { returnTo } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const goOn = () => {
    queryClient.clear();
    router.history.push(returnTo);
  };
  return (
    <Entrance
      title="One more step"
      description="Your workspace demands a second factor of everybody. It is set up once, in a minute."
    >
      <Enrolment onDone={goOn} />
    </Entrance>
  );
}
