import { Drawer } from '@mantine/core';
import type { Role } from '../../../api/roles.ts';
import { RoleForm } from './role-form.tsx';

interface RoleDrawerProps {
  /** The role that is looked at; left out: one that is being made. */
  readonly role: Role | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** One role: looked at, changed or made. */
export function RoleDrawer({ role, isOpen, onClose }: RoleDrawerProps) {
  const title = role === undefined ? 'New role' : role.mayChange ? `Change ${role.name}` : role.name;
  return (
    <Drawer opened={isOpen} onClose={onClose} title={title} position="right" size="lg">
      {isOpen && <RoleForm key={`${role?.id} ${role?.version}`} role={role} onDone={onClose} />}
    </Drawer>
  );
}
