using Serjeant.Evidence;
using Serjeant.Outside.Chromium;

namespace Serjeant.Outside.Capture;

/// <summary>
/// What was kept, in a temporary folder that goes away on disposing: seal or move the files before.
/// </summary>
public sealed class CaptureResult : IDisposable
{
    private readonly WorkFolder folder;

    internal CaptureResult(WorkFolder folder, IReadOnlyList<CaptureFacts> pages, IReadOnlyList<ManifestFile> files)
    {
        this.folder = folder;
        Pages = pages;
        Files = files;
    }

    /// <summary>Holds <c>post/…</c> and, if one was asked for, <c>profile/…</c>.</summary>
    public string Folder => folder.Files;

    /// <summary>The post first, then the profile.</summary>
    public IReadOnlyList<CaptureFacts> Pages { get; }

    /// <summary>Every file in the folder with its hash, sorted by path.</summary>
    public IReadOnlyList<ManifestFile> Files { get; }

    /// <summary>The page that was asked for.</summary>
    public CaptureFacts Post => Pages[0];

    /// <summary>The author's page; null when none was asked for.</summary>
    public CaptureFacts? Profile => Pages.Count > 1 ? Pages[1] : null;

    /// <summary>Whether there is a picture or text of the post at all. If not, there is nothing to make an exhibit of.</summary>
    public bool HasPost => Post.Status is not null && Files.Any(file => file.Path.StartsWith("post/", StringComparison.Ordinal)
        && Path.GetFileName(file.Path) is PageFiles.ViewportPicture or PageFiles.FullPicture or PageFiles.Dom or PageFiles.Text);

    /// <summary>Whether all that was asked for is here.</summary>
    public bool IsWhole => Pages.All(page => page.Outcome == CaptureOutcome.Captured);

    /// <summary>The manifest of all files, ready to be written or sealed.</summary>
    /// <param name="label">Such as <c>JS/1</c>; null when it is no exhibit yet.</param>
    /// <param name="title">What it is, for people.</param>
    /// <param name="created">When it is sealed.</param>
    /// <param name="notes">What else a reader should know.</param>
    public ExhibitManifest ToManifest(string? label, string title, DateTimeOffset created, params IReadOnlyList<string> notes) => new(
        label,
        title,
        Provenance.SeenByServer,
        Post.Operator,
        created,
        "Serjeant",
        typeof(CaptureResult).Assembly.GetName().Version!.ToString(3),
        Pages,
        Profile is null ? ["No profile page was asked for.", .. notes] : notes,
        Files);

    /// <inheritdoc />
    public void Dispose() => folder.Dispose();
}
