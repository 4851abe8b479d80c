/** The one template of every page, in Liquid; whatever it prints is escaped. No scripts, no styles of its own. */
export const template = `<!doctype html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>{{ view.title }}</title>
<link rel="icon" href="{{ icon }}">
<link rel="stylesheet" href="{{ stylesheet }}">
</head>
<body>
<main>
{%- if view.emblem %}
<div class="emblem" aria-hidden="true"><span>{{ view.emblem.bot }}</span><i></i><span>{{ view.emblem.system }}</span></div>
{%- elsif view.tone %}
<svg class="icon {{ view.tone }}" viewBox="0 0 48 48" aria-hidden="true" focusable="false"><path d="{{ drawing }}"/></svg>
{%- endif %}
<h1>{{ view.title }}</h1>
<p class="lead"{% if view.tone %} role="status"{% endif %}>{{ view.lead }}</p>
{%- if view.alert %}
<p class="alert" role="alert">{{ view.alert }}</p>
{%- endif %}
{%- if view.message %}
<div class="message"><h2>{{ view.message.label }}</h2><p lang="en">{{ view.message.text }}</p></div>
{%- endif %}
{%- if view.code %}
<div class="code"><h2 id="code-label">{{ view.code.label }}</h2>
<p role="group" aria-labelledby="code-label"><span class="digits" aria-hidden="true">{{ view.code.shown }}</span><span class="unseen">{{ view.code.spelled }}</span></p></div>
{%- endif %}
{%- if view.facts %}
<dl>
{%- for fact in view.facts %}
<div><dt>{{ fact.term }}</dt><dd>{{ fact.value }}</dd></div>
{%- endfor %}
</dl>
{%- endif %}
{%- if view.list %}
<section><h2>{{ view.list.title }}</h2>
<ul{% if view.list.language %} lang="{{ view.list.language }}"{% endif %}>
{%- for item in view.list.items %}
<li>{{ item }}</li>
{%- endfor %}
</ul></section>
{%- endif %}
{%- if view.warning %}
<p class="beware">{{ view.warning }}</p>
{%- endif %}
{%- if view.steps.items.size > 0 %}
<section class="steps"><h2>{{ view.steps.title }}</h2>
<ul>
{%- for item in view.steps.items %}
<li>{{ item }}</li>
{%- endfor %}
</ul></section>
{%- endif %}
{%- for command in view.commands %}
<section><h2>{{ command.title }}</h2>
{%- if command.hint %}<p>{{ command.hint }}</p>{% endif %}
<pre><code>{{ command.text }}</code></pre></section>
{%- endfor %}
{%- for form in view.forms %}
<form method="post" action="{{ form.action }}" accept-charset="utf-8">
{%- for input in form.hidden %}
<input type="hidden" name="{{ input.name }}" value="{{ input.value }}">
{%- endfor %}
{%- if form.intro %}
<section{% if form.intro.language %} lang="{{ form.intro.language }}"{% endif %}><h2>{{ form.intro.title }}</h2>
{%- if form.intro.text %}<p>{{ form.intro.text }}</p>{% endif %}</section>
{%- if form.intro.link %}
<p class="hint"><a href="{{ form.intro.link.href }}" rel="noreferrer noopener" target="_blank">{{ form.intro.link.label }}</a></p>
{%- endif %}
{%- endif %}
{%- if form.choices %}
<fieldset class="field choices{% if form.choices.error %} invalid{% endif %}" aria-describedby="choices-hint{% if form.choices.error %} choices-error{% endif %}">
<legend{% if form.choices.language %} lang="{{ form.choices.language }}"{% endif %}>{{ form.choices.legend }}</legend>
<p class="hint" id="choices-hint"{% if form.choices.language %} lang="{{ form.choices.language }}"{% endif %}>{{ form.choices.hint }}</p>
{%- if form.choices.error %}<p class="error" id="choices-error">{{ form.choices.error }}</p>{% endif %}
{%- for item in form.choices.items %}
<label class="choice"><input type="radio" name="{{ form.choices.name }}" value="{{ item.value }}" required> <span>{{ item.label }}</span></label>
{%- endfor %}
</fieldset>
{%- endif %}
{%- for field in form.fields %}
{%- assign id = "field-" | append: forloop.index %}
<div class="field{% if field.error %} invalid{% endif %}">
<label for="{{ id }}"{% if field.language %} lang="{{ field.language }}"{% endif %}>{{ field.label }}</label>
{%- if field.hint %}<p class="hint" id="{{ id }}-hint"{% if field.language %} lang="{{ field.language }}"{% endif %}>{{ field.hint }}</p>{% endif %}
{%- if field.examples %}<p class="hint" id="{{ id }}-examples">{{ field.examples }}</p>{% endif %}
{%- if field.error %}<p class="error" id="{{ id }}-error">{{ field.error }}</p>{% endif %}
<input id="{{ id }}" name="{{ field.name }}" type="{{ field.type }}" value="{{ field.value }}" required maxlength="{{ field.maxLength }}"
{%- if field.minLength %} minlength="{{ field.minLength }}"{% endif %}
{%- if field.autocomplete %} autocomplete="{{ field.autocomplete }}"{% endif %}
{%- if field.type != "password" %} autocapitalize="none" spellcheck="false"{% endif %}
{%- if field.hint or field.error %} aria-describedby="{% if field.error %}{{ id }}-error {% endif %}{% if field.hint %}{{ id }}-hint {% endif %}{% if field.examples %}{{ id }}-examples{% endif %}"{% endif %}
{%- if field.error %} aria-invalid="true"{% endif %}
{%- if field.isFirstFault %} autofocus{% endif %}>
</div>
{%- endfor %}
<button type="submit"{% if form.isSecondary %} class="secondary"{% endif %}>{{ form.submit }}</button>
</form>
{%- endfor %}
{%- for link in view.links %}
<p class="link"><a class="button{% unless link.isPrimary %} secondary{% endunless %}" href="{{ link.href }}" rel="noreferrer">{{ link.label }}</a></p>
{%- endfor %}
{%- if view.note %}
<p class="note">{{ view.note }}</p>
{%- endif %}
{%- if view.reference %}
<p class="reference">{{ referenceLabel }}: <code>{{ view.reference }}</code></p>
{%- endif %}
</main>
<footer>
<span class="mark">Attaché</span>
{%- if choices.size > 0 %}
<nav aria-label="{{ languagesLabel }}"><ul>
{%- for choice in choices %}
<li><a href="{{ choice.href }}" lang="{{ choice.tag }}" hreflang="{{ choice.tag }}"{% if choice.isCurrent %} aria-current="true"{% endif %}>{{ choice.name }}</a></li>
{%- endfor %}
</ul></nav>
{%- endif %}
</footer>
{%- if view.handOver %}
<script src="{{ script }}" data-request-id="{{ view.handOver.requestId }}" data-status="{{ view.handOver.status }}" data-origins="{{ view.handOver.origins }}"
{%- if view.handOver.code %} data-code="{{ view.handOver.code }}"{% endif %}
{%- if view.handOver.back %} data-back="{{ view.handOver.back }}"{% endif %}></script>
{%- endif %}
</body>
</html>
`;

/** Strokes of the icons, on a canvas of 48 by 48. */
export const drawings = {
  success: 'M14 25l7 7 14-15',
  info: 'M24 22v11M24 15.5v.01',
  warning: 'M24 14v12M24 32.5v.01',
  danger: 'M17 17l14 14M31 17l-14 14',
  clock: 'M24 14v11l7 4',
  lock: 'M15 23h18v11h-18zM19 23v-4a5 5 0 0 1 10 0v4',
  wave: 'M14 21h20M14 27h14M14 33h8M14 15h20',
} as const;

/** The little picture of a browser's tab, as a data URL: nothing is fetched for it. */
export const iconUrl = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#2f55c8"/><path d="M10 23l6-14 6 14M12.5 18h7" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>',
)}`;
