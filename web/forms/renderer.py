"""Which templates forms are drawn with: our own for a form and a field, Django's for widgets."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "web/form.html"
    field_template_name = "web/field.html"
