using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components;

/// <summary>Our own line drawings, 24 by 24, drawn in the colour of the text round them.</summary>
public static class Icons
{
    private static readonly Dictionary<string, string> Paths = new()
    {
        ["today"] = "M4 6.5h16v13H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4M8 14h3M8 16.5h6",
        ["inbox"] = "M4 13.5 6.5 5h11l2.5 8.5V19H4zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20",
        ["cases"] = "M3.5 7.5h17V19h-17zM9 7.5V5h6v2.5M3.5 12.5h17M12 11.5v2",
        ["accounts"] = "M14.5 9.5a4 4 0 1 0-4.2 4l.7.7v1.8h1.8V18h2v2H18v-2.8l-4.3-4.3M9.8 8.8h.1",
        ["posts"] = "M4.5 19.5 6 14.5 16.5 4l3.5 3.5L9.5 18zM14 6.5l3.5 3.5",
        ["checks"] = "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.3 15.3 20 20M8 10.5l2 2 3-3.5",
        ["plans"] = "M5 4.5h9l5 5v10H5zM14 4.5v5h5M8.5 13h7M8.5 16h5",
        ["training"] = "M12 6.5C10 5 7 4.5 3.5 5v13c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5zM12 6.5v13",
        ["guidance"] = "M12 3.5v17M12 5.5h6l2 2-2 2h-6M12 11.5H6l-2 2 2 2h6",
        ["team"] = "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M15.5 5a3.3 3.3 0 0 1 0 6.2M18 14.5c2 .8 3.2 2.5 3.5 5",
        ["person"] = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.5-6 7.5-6s6.9 2 7.5 6",
        ["out"] = "M10 4.5H5v15h5M14.5 8l4.5 4-4.5 4M9 12h10",
        ["more"] = "M4.5 7h15M4.5 12h15M4.5 17h15",
        ["chevron"] = "m7 10 5 5 5-5",
        ["alert"] = "M12 4 21 19.5H3zM12 10v4.5M12 17v.1",
        ["info"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5M12 8v.1",
        ["clock"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
        ["flag"] = "M6 20.5v-16c4-2 7.5 2 12.5 0v9c-5 2-8.5-2-12.5 0",
        ["check"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.3 12.3l2.6 2.7 4.8-5.5",
        ["shield"] = "M12 3.5 19.5 6v6c0 4.5-3 7.3-7.5 9-4.5-1.7-7.5-4.5-7.5-9V6z",
        ["eye"] = "M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
        ["eye-off"] = "M4 4l16 16M9.5 6c.8-.3 1.6-.5 2.5-.5 3.7 0 7 2 9.5 6.5-.8 1.5-1.7 2.7-2.7 3.7M6.3 7.5C4.9 8.6 3.6 10 2.5 12c2.5 4.5 5.8 6.5 9.5 6.5 1.6 0 3.1-.4 4.5-1.2M10 10a3 3 0 0 0 4 4",
        ["lock"] = "M5.5 11h13v9h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 14.5v2",
        ["search"] = "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.3 15.3 20 20",
        ["phone"] = "M6 4h3.5l1.5 4.5-2 1.5c1 2.3 2.7 4 5 5l1.5-2 4.5 1.5V18c0 1.2-.8 2-2 2C10.5 20 4 13.5 4 6c0-1.2.8-2 2-2z",
        ["upload"] = "M12 15.5v-11M7.5 9 12 4.5 16.5 9M4.5 15.5v4h15v-4",
        ["download"] = "M12 4.5v11M7.5 11l4.5 4.5 4.5-4.5M4.5 15.5v4h15v-4",
        ["camera"] = "M3.5 7.5H8l1.5-2.5h5L16 7.5h4.5v11h-17zM12 9.5a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6z",
        ["undo"] = "M8.5 5 4.5 9l4 4M4.5 9H14a5 5 0 0 1 0 10h-4",
        ["print"] = "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
        ["home"] = "M4 11 12 4.5 20 11v9h-5.5v-5.5h-5V20H4z",
        ["cup"] = "M5 8.5h11v6a4.5 4.5 0 0 1-4.5 4.5h-2A4.5 4.5 0 0 1 5 14.5zM16 10h1.5a2.5 2.5 0 0 1 0 5H16M8 3v2.5M12 3v2.5",
    };

    public static IReadOnlyCollection<string> Names => Paths.Keys;

    public static IHtmlContent Draw(string name, string? classes = null)
    {
        if (!Paths.TryGetValue(name, out var path)) throw new InvalidOperationException($"There is no icon '{name}'.");
        return Html.Tag("svg", Html.Join("desk-icon desk-icon--" + name, classes),
            ("viewBox", "0 0 24 24"), ("aria-hidden", "true"), ("focusable", "false")).With(Html.Tag("path", null, ("d", path)));
    }
}

/// <summary>A drawing beside words. It says nothing on its own, so it is hidden from screen readers.</summary>
[HtmlTargetElement("desk-icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "";
    public string? Class { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become(Icons.Draw(Name, Class));
}
