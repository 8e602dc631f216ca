using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.Contacts;

/// <summary>Whom the office knows, by whom and when they were put there.</summary>
[Needs(Permission.UseTheDesk)]
public sealed class ContactsModel(SerjeantDb db, ContactBookEditing book, GenuineRequests requests) : DeskPage
{
    public const int Size = 50;

    [BindProperty]
    public ContactForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true, Name = "at")]
    public int Wanted { get; set; } = 1;

    public IReadOnlyList<BookContact> Contacts { get; private set; } = [];
    public IReadOnlyDictionary<long, string> People { get; private set; } = new Dictionary<long, string>();

    /// <summary>What colleagues say is genuine, for those who decide.</summary>
    public IReadOnlyList<WaitingRequest> Asked { get; private set; } = [];
    public int Total { get; private set; }
    public int Pages { get; private set; }
    public bool MayChange => Me.Can(Permission.DecideMessages);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        ModelState.Clear();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayChange)
            return Forbid();
        await LoadAsync();
        if (!ModelState.IsValid)
            return Invalid();
        if (await book.AddAsync(Form, Me.Person, Cancel) is { } error)
            return Invalid("Form.Name", error);
        Notice("They are in the contact book.");
        return Redirect(ChecksLinks.Contacts);
    }

    public async Task<IActionResult> OnPostRemoveAsync(long contact)
    {
        if (!MayChange)
            return Forbid();
        if (!await book.RemoveAsync(contact, Me.Person, Cancel))
            return NotFound();
        Notice("Taken out. Checks no longer know them.");
        return Redirect(ChecksLinks.Contacts);
    }

    public string Address(int page) => ChecksLinks.Contacts + QueryString.Create(
        new Dictionary<string, string?> { ["words"] = Words, ["at"] = page == 1 ? null : FormattableString.Invariant($"{page}") }.Where(q => !string.IsNullOrEmpty(q.Value)));

    private async Task LoadAsync()
    {
        var words = Words?.Trim().ToLowerInvariant();
        var found = string.IsNullOrEmpty(words) ? db.BookContacts
            : db.BookContacts.Where(c => c.Name.ToLower().Contains(words) || (c.Address != null && c.Address.Contains(words)) || (c.Handle != null && c.Handle.Contains(words)));
        Total = await found.CountAsync(Cancel);
        Pages = Math.Max(1, (Total + Size - 1) / Size);
        Wanted = Math.Clamp(Wanted, 1, Pages);
        Contacts = await found.AsNoTracking().OrderByDescending(c => c.Ours).ThenBy(c => c.Name).ThenBy(c => c.Id).Skip((Wanted - 1) * Size).Take(Size).ToListAsync(Cancel);
        if (MayChange)
            Asked = await requests.WaitingAsync(Cancel);
        People = await db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, Cancel);
    }
}
