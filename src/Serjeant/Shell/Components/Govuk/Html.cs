using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Serjeant.Shell.Components.Govuk;

/// <summary>Small pieces for writing encoded HTML. Text is always encoded; only <see cref="IHtmlContent"/> passes as it is.</summary>
public static class Html
{
    public static IHtmlContent Text(string? text) => new StringHtmlContent(text ?? "");

    /// <summary>An element with a class and attributes. An attribute whose value is null is left out.</summary>
    public static TagBuilder Tag(string name, string? classes = null, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        var tag = new TagBuilder(name);
        if (!string.IsNullOrWhiteSpace(classes)) tag.Attributes["class"] = classes;
        foreach (var (key, value) in attributes)
            if (value is not null) tag.Attributes[key] = value;
        if (name is "input" or "br" or "hr" or "img") tag.TagRenderMode = TagRenderMode.SelfClosing;
        return tag;
    }

    public static TagBuilder With(this TagBuilder tag, IHtmlContent? content)
    {
        if (content is not null) tag.InnerHtml.AppendHtml(content);
        return tag;
    }

    public static TagBuilder With(this TagBuilder tag, string? text)
    {
        tag.InnerHtml.Append(text ?? "");
        return tag;
    }

    /// <summary>Adds a page author's own attributes; a class is added to those already there.</summary>
    public static TagBuilder With(this TagBuilder tag, IReadOnlyDictionary<string, string?>? attributes)
    {
        foreach (var (key, value) in attributes ?? new Dictionary<string, string?>())
        {
            if (key == "class") tag.Attributes["class"] = Join(tag.Attributes.TryGetValue("class", out var had) ? had : null, value);
            else tag.Attributes[key] = value;
        }
        return tag;
    }

    public static TagBuilder WithFlag(this TagBuilder tag, string name, bool on)
    {
        if (on) tag.Attributes[name] = "";
        return tag;
    }

    public static IHtmlContent All(params ReadOnlySpan<IHtmlContent?> parts)
    {
        var all = new HtmlContentBuilder();
        foreach (var part in parts)
            if (part is not null) all.AppendHtml(part);
        return all;
    }

    public static TagBuilder Hidden(string text) => Tag("span", "govuk-visually-hidden").With(text);

    /// <summary>Space-separated class names or ids; empty ones left out; null when nothing is left.</summary>
    public static string? Join(params ReadOnlySpan<string?> names)
    {
        var kept = new List<string>();
        foreach (var name in names)
            if (!string.IsNullOrWhiteSpace(name)) kept.Add(name.Trim());
        return kept.Count == 0 ? null : string.Join(' ', kept);
    }
}
