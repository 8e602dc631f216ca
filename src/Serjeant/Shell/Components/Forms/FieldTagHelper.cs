using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components.Forms;

/// <summary>What the form helpers share: name, id, what was typed last and its first error come from <c>for</c>.</summary>
public abstract class FieldTagHelper : TagHelper
{
    public ModelExpression? For { get; set; }

    /// <summary>The name to post under. From <see cref="For"/> when not given.</summary>
    public string? Name { get; set; }
    public string? Id { get; set; }
    public string? Label { get; set; }
    public string? LabelClass { get; set; }
    /// <summary>The label is the page's only question: it becomes the <c>h1</c>.</summary>
    public bool Heading { get; set; }
    /// <summary>The label is read out but not shown. For a field whose use is plain to the eye, such as a search box.</summary>
    public bool LabelHidden { get; set; }
    public string? Hint { get; set; }
    public bool Disabled { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    protected string FieldName => Name ?? (For is null
        ? throw new InvalidOperationException("A field needs 'for' or 'name'.")
        : ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name));

    protected string FieldId => Id ?? IdOf(FieldName);

    public override void Init(TagHelperContext context) => FieldsOnPage.Of(ViewContext.HttpContext).Add(FieldName, FieldId);

    /// <summary>The id of a field that is given none.</summary>
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    protected ModelStateEntry? State => ViewContext.ViewData.ModelState.GetValueOrDefault(FieldName);

    protected string? FirstError(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (ViewContext.ViewData.ModelState.GetValueOrDefault(name) is { Errors.Count: > 0 } entry) return Words(entry.Errors[0]);
        return null;
    }

    /// <summary>What was typed last time, or else the model's value, in the words a form uses.</summary>
    protected string? CurrentValue(string? given = null)
    {
        if (State?.AttemptedValue is { } attempted) return attempted;
        if (given is not null) return given;
        return For?.Model is null ? null : Convert.ToString(For.Model, CultureInfo.InvariantCulture);
    }

    internal static string Words(ModelError error) =>
        string.IsNullOrEmpty(error.ErrorMessage) ? "This could not be read. Check it and try again." : error.ErrorMessage;

    protected IHtmlContent? LabelContent => Label is null ? null : Html.Text(Label);
    protected IHtmlContent? HintContent => Hint is null ? null : Html.Text(Hint);
    protected IHtmlContent? ErrorContent => FirstError(FieldName) is { } error ? Html.Text(error) : null;
    protected string? LabelClasses(string block) => Html.Join(LabelClass, Heading ? $"govuk-{block}--l" : null, LabelHidden ? "govuk-visually-hidden" : null);
}
