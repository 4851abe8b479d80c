export function OperationsTab() {
  return null;
}
