using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.Account;

/// <summary>One's own passkeys: add, name, take away; never the last way in.</summary>
[Needs(Permission.UseTheDesk)]
[NeedsFresh(ToRead = true)]
public sealed class PasskeysModel(
    SerjeantDb db, OfficeChanges changes, Passkeys passkeys, UserManager<Person> people, WaysIn waysIn) : DeskPage
{
    public const string LastWay = "This is your last way to sign in. Add another first";

    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>What the new one is to be called.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>What those that are there are to be called, by id: each has a box of its own, so that an error stands at the right one.</summary>
    [BindProperty]
    public Dictionary<string, string?> Names { get; set; } = [];

    /// <summary>Which passkey: its credential id in base64url.</summary>
    [BindProperty]
    public string? Key { get; set; }

    public string PasskeyOptions { get; private set; } = "";
    public IReadOnlyList<UserPasskeyInfo> Keys { get; private set; } = [];

    public static string IdOf(UserPasskeyInfo key) => Base64Url.EncodeToString(key.CredentialId);

    public static string NameField(string id) => $"{nameof(Names)}[{id}]";

    public static string RemoveField(string id) => $"Remove[{id}]";

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostAddAsync() => ChangeAsync(nameof(Answer), async (person, ledger) =>
    {
        if (NameProblem(Name, mayBeEmpty: true) is { } wrong)
            return wrong;
        var problem = await passkeys.AddAsync(person, Answer, string.IsNullOrWhiteSpace(Name) ? DeviceWords.Of(Request.Headers.UserAgent) : Name);
        if (problem is null)
            ledger.Record("person.passkey-added", "person", person.Id);
        return problem;
    }, "Your passkey is added.");

    public Task<IActionResult> OnPostRenameAsync() => ChangeAsync(NameField(Key ?? ""), async (person, ledger) =>
    {
        var name = Names.GetValueOrDefault(Key ?? "");
        if (NameProblem(name, mayBeEmpty: false) is { } wrong)
            return wrong;
        if (await FindAsync(person) is not { } key)
            return "That passkey is gone already";
        key.Name = name!.Trim();
        (await people.AddOrUpdatePasskeyAsync(person, key)).ThrowIfFailed();
        ledger.Record("person.passkey-renamed", "person", person.Id);
        return null;
    }, "The name is changed.");

    public Task<IActionResult> OnPostRemoveAsync() => ChangeAsync(RemoveField(Key ?? ""), async (person, ledger) =>
    {
        if (await FindAsync(person) is not { } key)
            return "That passkey is gone already";
        var ways = await waysIn.OfAsync(person, Cancel);
        if (!(ways with { Passkeys = [.. ways.Passkeys.Skip(1)] }).CanSignIn)
            return LastWay;
        (await people.RemovePasskeyAsync(person, key.CredentialId)).ThrowIfFailed();
        ledger.Record("person.passkey-removed", "person", person.Id);
        return null;
    }, "The passkey is removed. Delete it from the device too.");

    private async Task<IActionResult> ChangeAsync(string field, Func<Person, LedgerWriter, Task<string?>> change, string done)
    {
        var problem = await changes.RunAsync(Me.OfficeId, Me.Id, async ledger => await change(await db.Users.SingleAsync(p => p.Id == Me.Id, Cancel), ledger), Cancel);
        if (problem is not null)
        {
            await LoadAsync();
            return Invalid(field == nameof(Answer) || Keys.Any(k => IdOf(k) == Key) ? field : nameof(Key), problem);
        }
        Notice(done);
        return Redirect(TeamLinks.Passkeys());
    }

    private static string? NameProblem(string? name, bool mayBeEmpty) =>
        !mayBeEmpty && string.IsNullOrWhiteSpace(name) ? "Enter a name" : name?.Length > 60 ? "Keep the name to 60 characters" : null;

    private async Task<UserPasskeyInfo?> FindAsync(Person person) =>
        (await people.GetPasskeysAsync(person)).FirstOrDefault(k => IdOf(k) == Key);

    private async Task LoadAsync()
    {
        Keys = (await waysIn.OfAsync(Me.Person, Cancel)).Passkeys;
        PasskeyOptions = await passkeys.CreationOptionsAsync(Me.Person);
    }
}
