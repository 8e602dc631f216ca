using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Checks.Dropped;
using Serjeant.Chapters.SignIn;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.Drops;

/// <summary>The folder in which mail files are laid to be checked: its name, on and off, what came of files.</summary>
[Needs(Permission.ManageOffice)]
[NeedsFresh(ToRead = true)]
public sealed class DropFolderModel(DropFolders folders, DropPaths paths) : DeskPage
{
    private const int ShownFiles = 20;

    [BindProperty]
    public string? Name { get; set; }

    public DropFolder? Folder { get; private set; }

    /// <summary>Where whoever runs the desk put it; null where a manager names it.</summary>
    public string? Given { get; private set; }

    /// <summary>The whole path; null while there is none.</summary>
    public string? Place { get; private set; }
    public IReadOnlyList<DroppedFile> Recent { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Name = Folder?.Name ?? "mail";
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var name = (Name ?? Folder?.Name ?? "mail").Trim();
        if (!DropPaths.IsName(name))
            return Invalid(nameof(Name), "Enter a name of up to 40 letters, digits, spaces, hyphens or underscores");
        if (await folders.SaveAsync(Me.Person, name, Cancel) is { } problem)
            return Invalid(nameof(Name), problem);
        Notice("The folder is watched from now on.");
        return Redirect(TeamLinks.DropFolder());
    }

    public Task<IActionResult> OnPostOnAsync() => SwitchAsync(true, "The folder is watched from now on.");

    public Task<IActionResult> OnPostOffAsync() => SwitchAsync(false, "The folder is no longer watched. What is laid there stays there.");

    private async Task<IActionResult> SwitchAsync(bool on, string said)
    {
        if (!await folders.SwitchAsync(Me.Person, on, Cancel))
            return NotFound();
        Notice(said);
        return Redirect(TeamLinks.DropFolder());
    }

    private async Task LoadAsync()
    {
        Folder = await folders.FindAsync(Cancel);
        Given = paths.Given(Me.OfficeId);
        Place = Given ?? (Folder is null ? null : paths.Of(Folder));
        Recent = await folders.RecentAsync(ShownFiles, Cancel);
    }
}
