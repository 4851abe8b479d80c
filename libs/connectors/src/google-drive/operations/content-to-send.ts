import { textContent, type Content } from '#connectors';
import { invalid } from './drive-file.js';

/** The file that came with the request, or else the text; throws `InputInvalidError` unless there is exactly one. */
export function contentToSend(content: Content | undefined, text: string | undefined): Content {
  if ((content === undefined) === (text === undefined)) {
    throw invalid('/text', 'is for when no file is sent', 'Send either a file or a text, and not both.');
  }
  return content ?? textContent(text ?? '');
}
