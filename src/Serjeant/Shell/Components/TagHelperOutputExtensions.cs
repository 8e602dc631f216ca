using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Serjeant.Shell.Components;

internal static class TagHelperOutputExtensions
{
    /// <summary>The attributes that the page author wrote and no property claimed, ready to be put on the real element.</summary>
    public static IReadOnlyDictionary<string, string?> Rest(this TagHelperOutput output)
    {
        if (output.Attributes.Count == 0) return Empty;
        var rest = new Dictionary<string, string?>(output.Attributes.Count);
        foreach (var attribute in output.Attributes) rest[attribute.Name] = Decoded(attribute.Value);
        return rest;
    }

    /// <summary>Writes <paramref name="content"/> in place of the helper's own element.</summary>
    public static void Become(this TagHelperOutput output, IHtmlContent? content)
    {
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(content ?? HtmlString.Empty);
    }

    /// <summary>Razor hands some attribute values over already encoded; they are decoded here so that they are not encoded twice.</summary>
    private static string? Decoded(object? value) => value switch
    {
        null => "",
        string text => text,
        IHtmlContent html => System.Net.WebUtility.HtmlDecode(Written(html)),
        _ => value.ToString(),
    };

    private static string Written(IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static readonly Dictionary<string, string?> Empty = [];
}
