using System.Text;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.Keys;

/// <summary>The keys that the office signs with, now and before, and their public parts as files.</summary>
[Needs(Permission.ManageOffice)]
public sealed class SigningKeysModel(OfficeSigningKeys keys) : DeskPage
{
    [BindProperty]
    public long Key { get; set; }

    public IReadOnlyList<OfficeSigningKey> Keys { get; private set; } = [];

    public async Task OnGetAsync() => Keys = await keys.AllAsync(Cancel);

    public async Task<IActionResult> OnPostDownloadAsync() => (await keys.AllAsync(Cancel)).FirstOrDefault(k => k.Id == Key) is { } key
        ? File(Encoding.ASCII.GetBytes(OfficeSigningKeys.Pem(key)), MediaTypes.Unknown, $"serjeant-signing-key-{key.KeyId[..16]}.pem")
        : NotFound();
}
