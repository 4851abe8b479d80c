import base from './base.css?inline';
import cards from './cards.css?inline';
import composer from './composer.css?inline';
import forms from './forms.css?inline';
import layouts from './layouts.css?inline';
import messages from './messages.css?inline';
import motion from './motion.css?inline';
import panel from './panel.css?inline';

/** All that the chat looks like, but for the colours of its theme; what comes later counts more. */
export const styles = [base, panel, messages, cards, forms, composer, layouts, motion].join('\n');
