import { Box, Card, SimpleGrid, Skeleton, Stack, VisuallyHidden } from '@mantine/core';

interface LoadingProps {
  /** How many rows or cards are likely to come. */
  readonly count?: number;
}

const announced = (
  <VisuallyHidden role="status" aria-live="polite">
    Loading
  </VisuallyHidden>
);

/** Holds the place of a list while it is read. */
export function LoadingRows({ count = 5 }: LoadingProps) {
  return (
    <Stack gap="xs">
      {announced}
      {range(count).map((index) => (
        <Skeleton key={index} height={52} />
      ))}
    </Stack>
  );
}

/** Holds the place of cards while they are read. */
export function LoadingCards({ count = 6 }: LoadingProps) {
  return (
    <Box>
      {announced}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {range(count).map((index) => (
          <Card key={index}>
            <Skeleton height={40} width={40} mb="md" />
            <Skeleton height={14} width="60%" mb="xs" />
            <Skeleton height={10} mb={6} />
            <Skeleton height={10} width="80%" />
          </Card>
        ))}
      </SimpleGrid>
    </Box>
  );
}

/** Holds the place of a page while its code or its data is read. */
export function LoadingPage() {
  return (
    <Stack gap="lg" maw="var(--page-width)" mx="auto">
      {announced}
      <Box>
        <Skeleton height={26} width={260} mb="xs" />
        <Skeleton height={12} width={380} maw="100%" />
      </Box>
      <Skeleton height={220} />
    </Stack>
  );
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
