import { Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { showDone } from '../../../ui/notices.tsx';
import type { Template } from '../dialogs.queries.ts';
import { BlankForm } from './blank-form.tsx';
import { ImportForm } from './import-form.tsx';
import { KindChoice } from './kind-choice.tsx';
import { PlanStep } from './plan-step.tsx';
import { TemplateStep } from './template-step.tsx';

/** Where the making of a dialog stands. */
export type Step = 'kind' | 'blank' | 'import' | 'template';

const titles: Readonly<Record<Step, string>> = {
  kind: 'New dialog',
  blank: 'New dialog from scratch',
  import: 'New dialog from a file',
  template: 'New dialog from an integration',
};

/** Makes a dialog: from scratch, from a template of an integration, or from a file. */
export function NewDialog({ botId, onClose }: { readonly botId: string; readonly onClose: () => void }) {
  const [step, setStep] = useState<Step>('kind');
  const [template, setTemplate] = useState<Template>();
  const navigate = useNavigate();
  const open = ({ id, name }: { readonly id: string; readonly name: string }) => {
    showDone(`“${name}” is ready.`);
    void navigate({ to: '/bots/$botId/dialogs/$taskId', params: { botId, taskId: id } });
  };
  const back = () => setStep('kind');
  return (
    <Modal
      opened
      onClose={onClose}
      size={step === 'template' ? 'lg' : 'md'}
      title={template ? `Install ${template.title}` : titles[step]}
    >
      {step === 'kind' && <KindChoice onPick={setStep} />}
      {step === 'blank' && <BlankForm botId={botId} onBack={back} onDone={open} />}
      {step === 'import' && <ImportForm botId={botId} onBack={back} onDone={open} />}
      {step === 'template' && !template && <TemplateStep botId={botId} onBack={back} onProceed={setTemplate} />}
      {template && <PlanStep botId={botId} template={template} onBack={() => setTemplate(undefined)} onDone={open} />}
    </Modal>
  );
}
