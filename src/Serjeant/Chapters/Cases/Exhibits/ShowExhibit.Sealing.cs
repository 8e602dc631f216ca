using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>The presses that close an exhibit for good.</summary>
public sealed partial class ShowExhibitModel
{
    /// <summary>Other exhibits with one of its files: a press seals them off too.</summary>
    public IReadOnlyList<Exhibit> SameBytes { get; private set; } = [];

    /// <summary>Other open exhibits of its address.</summary>
    public IReadOnlyList<Exhibit> SameAddress { get; private set; } = [];

    /// <summary>What was sealed off, by the hash of each file that may quote it.</summary>
    public IReadOnlyDictionary<string, string> Closed { get; private set; } = new Dictionary<string, string>();

    public async Task<IActionResult> OnPostSealOffAsync()
    {
        if (!Works)
            return Forbid();
        return Sealed(await sealing.SealAsync(Id, Me.Person, Cancel));
    }

    public async Task<IActionResult> OnPostSealAddressAsync()
    {
        if (!Works)
            return Forbid();
        return Sealed(await sealing.SealAddressAsync(Id, Me.Person, Cancel));
    }

    private IActionResult Sealed(int? shut)
    {
        if (shut is null)
            return NotFound();
        Notice($"Sealed off: {CaseWords.Count(shut.Value, "exhibit")}. Nobody can see, download or export it here. {ChildImageWords.Route}");
        return Redirect(CasesLinks.Exhibit(Id));
    }
}
