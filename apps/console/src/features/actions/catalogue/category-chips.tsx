import { Chip, Group } from '@mantine/core';
import type { Action } from '../actions.queries.ts';
import { categoriesOf, categoryName } from './categories.ts';

interface CategoryChipsProps {
  readonly actions: readonly Action[];
  readonly value: string | undefined;
  readonly onChange: (category: string | undefined) => void;
}

const everything = '';

const fewest = 4;

/** Narrows actions to one category; a few need no narrowing. */
export function CategoryChips({ actions, value, onChange }: CategoryChipsProps) {
  const categories = categoriesOf(actions);
  if (value === undefined && (categories.length < 2 || actions.length < fewest)) return null;
  return (
    <Chip.Group value={value ?? everything} onChange={(next) => onChange(next === everything ? undefined : next)}>
      <Group gap="xs" role="radiogroup" aria-label="Category">
        <Chip value={everything} size="xs" variant="light">
          All
        </Chip>
        {categories.map((category) => (
          <Chip key={category} value={category} size="xs" variant="light">
            {categoryName(category)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
