using System.Reflection;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Serjeant.Shell.Layout;

/// <summary>What a page asks of the frame round it.</summary>
public static class PageOptions
{
    public const string Plain = "/Shell/Layout/_Plain.cshtml";
    public const string Print = "/Shell/Layout/_Print.cshtml";

    /// <summary>The program's version, as people say it.</summary>
    public static string Version { get; } =
        typeof(PageOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>This page can show abuse: it gets the exit-this-page button.</summary>
    public static void ShowsAbuse(this ViewDataDictionary data) => data[nameof(ShowsAbuse)] = true;

    /// <summary>This page needs the whole width.</summary>
    public static void Wide(this ViewDataDictionary data) => data[nameof(Wide)] = true;

    /// <summary>What the browser calls the page. An error is announced first.</summary>
    public static string BrowserTitle(this ViewDataDictionary data, string? office)
    {
        var title = data["Title"] as string;
        var parts = new[] { title, office, "Serjeant" }.Where(p => !string.IsNullOrWhiteSpace(p));
        return (data.ModelState.ErrorCount > 0 ? "Error: " : "") + string.Join(" – ", parts);
    }

    internal static bool Asks(this ViewDataDictionary data, string option) => data[option] is true;
}
