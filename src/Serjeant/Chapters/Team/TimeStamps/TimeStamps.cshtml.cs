using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.TimeStamps;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.TimeStamps;

/// <summary>Which time-stamp authorities the office asks, if any; and what they answer.</summary>
[Needs(Permission.ManageOffice)]
public sealed class TimeStampsModel(SerjeantDb db, OfficeAuthorities authorities, SuggestedAuthorities suggested) : DeskPage
{
    /// <summary>The value of the choice to type an address.</summary>
    public const string Other = "other";

    [BindProperty]
    public long Id { get; set; }

    /// <summary>One of the suggested, by its address; or <see cref="Other"/>.</summary>
    [BindProperty]
    public string? Choice { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    public IReadOnlyList<TimestampAuthority> Authorities { get; private set; } = [];
    public IReadOnlyList<TimeStampAuthority> Suggested { get; private set; } = [];
    public int Waiting { get; private set; }
    public TriedAuthority? Tried { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var (name, address) = suggested.All.FirstOrDefault(s => s.Address.AbsoluteUri == Choice) is { } known ? (known.Name, known.Address) : Typed();
        if (address is not null && await authorities.AddAsync(Me.Person, name, address, Cancel) is { } problem)
            ModelState.AddModelError(Choice == Other ? nameof(Address) : nameof(Choice), problem);
        if (!ModelState.IsValid)
        {
            await LoadAsync();
            return Invalid();
        }
        Notice($"{name} is switched on. Try it now, to see that it answers.");
        return Redirect(TeamLinks.TimeStamps());
    }

    public async Task<IActionResult> OnPostTryAsync()
    {
        Tried = await authorities.TryAsync(Id, Cancel);
        if (Tried is null)
            return NotFound();
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostFirstAsync() => await authorities.FirstAsync(Me.Person, Id, Cancel) ? Redirect(TeamLinks.TimeStamps()) : NotFound();

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (!await authorities.RemoveAsync(Me.Person, Id, Cancel))
            return NotFound();
        Notice("It is asked no more. The time-stamps that it gave stay.");
        return Redirect(TeamLinks.TimeStamps());
    }

    private (string Name, Uri? Address) Typed()
    {
        if (Choice != Other)
        {
            ModelState.AddModelError(nameof(Choice), "Choose an authority");
            return ("", null);
        }
        var name = Name?.Trim() ?? "";
        if (name.Length is 0 or > TimeStampAuthority.LongestName)
            ModelState.AddModelError(nameof(Name), $"Enter what you call it, in up to {TimeStampAuthority.LongestName} characters");
        if (!TimeStampAuthority.TryParseAddress(Address, out var address, out var problem))
            ModelState.AddModelError(nameof(Address), problem);
        return ModelState.IsValid ? (name, address) : (name, null);
    }

    private async Task LoadAsync()
    {
        Authorities = await authorities.AllAsync(Cancel);
        Suggested = [.. suggested.All.Where(s => Authorities.All(a => a.Address != s.Address.AbsoluteUri))];
        Waiting = await db.ExhibitTimestamps.CountAsync(t => t.State == TimestampState.Waiting, Cancel);
    }
}
