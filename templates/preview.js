{# data/preview/<number>.js: the cards that static/preview.js shows beside links, a call for each: the path of its page,
   and its lines, each a class and then texts with their languages. Given: view (PreviewsView). #}
{% if view.files %}
dossierPreview("", {{ view.files }});
{% endif %}
{% for c in view.entities %}
{% set role = [c.role, c.role_lang] if c.role else [t['person'] if c.kind == 'person' else t['company'] if not c.type else t['type-' ~ c.type] if t.has('type-' ~ c.type) else c.type, ''] %}
dossierPreview({{ c.who.path|js }},{{ [
  ['name', c.who.name, c.who.lang, c.who.also, c.who.also_lang],
  ['role'] + role + ([c.at.name, c.at.lang] if c.at else []) + ([t['role-read'], ''] if c.role_found else []),
  ['text', c.text, c.text_lang] if c.text,
  ['from', c.text_from.title or t['untitled'], c.text_from.lang, c.text_from.published[:10]|date, ''] if c.text_from,
  ['last', t['preview-last'] ~ t['colon'], '', c.last.title or t['untitled'], c.last.lang, c.last.source, '', c.last.published[:10]|date, ''] if c.last,
  ['from', t('articles-count', n=c.articles), '', t['found'] if c.who.found else '', '']
]|select|list|js }});
{% endfor %}
{% for c in view.articles %}
dossierPreview({{ c.cite.path|js }},{{ [
  ['name', c.cite.title or t['untitled'], c.cite.lang],
  ['role', c.cite.source, '', c.cite.published[:10]|date, ''] if c.cite.source or c.cite.published,
  ['text', c.text, c.cite.lang] if c.text,
  ['last', t['preview-names'] ~ t['colon'], ''] + c.named|map(attribute='name')|list
]|select|list|js }});
{% endfor %}
