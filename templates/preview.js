{# data/preview/<number>.js: the cards that static/preview.js shows beside links, a call for each: the address of its page
   from the home, and its lines, each a class and pairs of a text and its language. Given: view (PreviewsView). #}
{% macro line(class, parts) %}{% set said = parts|select|list %}{% if said %}{{ ([class] + said)|js }},{% endif %}{% endmacro %}
{% macro kind(card) %}{% if card.kind == 'person' %}{{ t['person'] }}{% elif not card.type %}{{ t['company'] }}{% elif t.has('type-' ~ card.type) %}{{ t['type-' ~ card.type] }}{% else %}{{ card.type }}{% endif %}{% endmacro %}
{% macro cite(c) %}{{ c.title or t['untitled'] }}{% endmacro %}
{% if view.files %}
dossierPreview("", {{ view.files }});
{% endif %}
{% for c in view.entities %}
{% set who, last, told = c.who, c.last, c.text_from %}
dossierPreview({{ c.address|js }}, [
{{- line('name', [[who.name, who.lang], who.also and [who.also, who.also_lang]]) }}
{{- line('role', [c.role and [c.role, c.role_lang] or [kind(c)], c.at and [c.at.name, c.at.lang], c.role_found and [t['role-read']]]) }}
{{- line('text', [c.text and [c.text, c.text_lang]]) }}
{%- if told %}{{ line('from', [[told.title or t['untitled'], told.lang], told.published and [told.published[:10]|date]]) }}{% endif %}
{%- if last %}{{ line('last', [[t['preview-last'] ~ t['colon']], [last.title or t['untitled'], last.lang], last.source and [last.source], last.published and [last.published[:10]|date]]) }}{% endif %}
{{- line('from', [c.articles and [t('articles-count', n=c.articles)], who.found and [t['found']]]) -}}
]);
{% endfor %}
{% for c in view.articles %}
{% set names = [] %}
{% for who in c.named %}{% set _ = names.append((who.name, who.lang)) %}{% endfor %}
dossierPreview({{ c.address|js }}, [
{{- line('name', [[c.cite.title or t['untitled'], c.cite.lang]]) }}
{{- line('role', [c.cite.source and [c.cite.source], c.cite.published and [c.cite.published[:10]|date]]) }}
{{- line('text', [c.text and [c.text, c.cite.lang]]) }}
{%- if names %}{{ line('last', [[t['named-here'] ~ t['colon']]] + names) }}{% endif -%}
]);
{% endfor %}
