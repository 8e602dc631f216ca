using Microsoft.AspNetCore.Mvc;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Inbox.Queue;

/// <summary>Saved views: keeping the filter that the address carries, and removing what is no longer wanted.</summary>
[Needs(Permission.SeeMessages)]
public sealed class ViewsModel(SavedViews views) : DeskPage
{
    public IReadOnlyList<SavedView> Views { get; private set; } = [];
    public QueueFilter Filter { get; private set; } = new();

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool Shared { get; set; }

    public bool MayRemove(SavedView view) => view.PersonId == Me.Id || (view.Shared && Me.Can(Permission.ManageTeam));

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var name = Name?.Trim() ?? "";
        if (name.Length is 0 or > SavedViews.LongestName)
            return Invalid(nameof(Name), name.Length == 0 ? "Give the view a name" : $"The name must be {SavedViews.LongestName} characters or fewer");
        if (!await views.SaveAsync(Office.Id, Me.Id, name, Filter, Shared && Me.Can(Permission.DecideMessages), Cancel))
            return Invalid(nameof(Name), "You have as many views as one person can keep. Remove one first");
        Notice("View saved.");
        return Redirect(InboxLinks.Filtered(Filter));
    }

    public async Task<IActionResult> OnPostRemoveAsync(long id)
    {
        if (!await views.RemoveAsync(Office.Id, Me.Id, Me.Can(Permission.ManageTeam), id, Cancel))
            return NotFound();
        Notice("View removed.");
        return Redirect(InboxLinks.Views);
    }

    private async Task LoadAsync()
    {
        Filter = QueueFilter.Read(Request.Query, _ => { });
        Views = await views.ListAsync(Me.Id, Cancel);
    }
}
