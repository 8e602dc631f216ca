using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Outside.Pictures;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Cases.Redacting;

/// <summary>
/// Makes a redacted copy of one file: boxes over a picture, or words of a text. The file is shown only when asked for, which the custody
/// log holds, and never as it is: a picture is drawn anew, words are encoded.
/// </summary>
[Needs(Permission.WorkCases)]
public sealed class RedactModel(SerjeantDb db, ExhibitAccess access, PictureRedrawer pictures, Redactions redactions) : RedactingPage(db, pictures)
{
    private const int LongestWords = 500;
    private const string NotOpen = "The file was not shown here today. Show it first";

    [BindProperty(SupportsGet = true)] public long FileId { get; set; }
    [BindProperty] public Guid Token { get; set; }

    /// <summary>Left, top, width and height of each box, in the picture's pixels.</summary>
    [BindProperty] public List<string?> Boxes { get; set; } = [];
    [BindProperty] public List<string?> Words { get; set; } = [];

    /// <summary>Somebody looked, and nothing has to be covered.</summary>
    [BindProperty] public bool Nothing { get; set; }

    [BindProperty, StringLength(300, ErrorMessage = "The reason must be 300 characters or fewer")]
    public string? Why { get; set; }

    public ExhibitFile Source { get; private set; } = null!;
    public bool IsPicture => Redactable.IsPicture(Source);
    public bool IsShown => Picture is not null || Text is not null;

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostOpenAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        ModelState.Clear();
        Token = Guid.NewGuid();
        return await ShowAsync(again: false) ?? Page();
    }

    /// <summary>One more empty line, where there is no script to make it.</summary>
    public async Task<IActionResult> OnPostMoreAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        ModelState.Clear();
        if (IsPicture && Boxes.Count < PictureRedrawer.MostBoxes)
            Boxes.Add(null);
        else if (Words.Count < PictureRedrawer.MostBoxes)
            Words.Add(null);
        return await ShowAsync(again: true) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        try
        {
            if (await ReadAsync(again: true) is not { } content)
                return Invalid(nameof(Token), NotOpen);
            var why = Why?.Trim();
            if (string.IsNullOrEmpty(why))
                ModelState.AddModelError(nameof(Why), "Say why, such as: to show the platform without our caller’s name");
            var copy = IsPicture ? await CoverPictureAsync(content, why ?? "") : CoverText(content, why ?? "");
            if (copy is null || !ModelState.IsValid)
                return await ShowAsync(content) ?? Invalid();
            if (await redactions.AddAsync(Id, Me.Person, copy, Cancel) is not { } made)
                return NotFound();
            Notice("The copy is made. Look at it before you use it.");
            return Redirect(CasesLinks.Copy(Id, made.Number));
        }
        catch (Exception e) when (IsSayable(e))
        {
            return Invalid(nameof(Token), e.Message.TrimEnd('.'));
        }
    }

    private async Task<RedactedCopy?> CoverPictureAsync(byte[] content, string why)
    {
        var boxes = new List<PictureBox>();
        foreach (var line in Boxes.Where(b => !string.IsNullOrWhiteSpace(b)))
        {
            if (ParseBox(line!) is { } box)
                boxes.Add(box);
            else
                ModelState.AddModelError(nameof(Boxes), "Write each box as four whole numbers: left, top, width and height, such as 40, 120, 300, 60");
        }
        if (boxes.Count == 0 && !Nothing)
            ModelState.AddModelError(nameof(Boxes), "Draw a box, or say that nothing needs covering");
        if (!ModelState.IsValid)
            return null;
        try
        {
            var drawn = await Pictures.CoverAsync(content, boxes, Cancel);
            var done = boxes.Count == 0 ? "nothing was covered" : string.Create(CultureInfo.InvariantCulture, $"{boxes.Count} {(boxes.Count == 1 ? "box was" : "boxes were")} painted over");
            var how = $"The picture was drawn anew: {done}, and what the file held beside the picture was left out.";
            return new RedactedCopy(Token, Source, drawn, Path.GetFileNameWithoutExtension(Source.Path) + ".png", "image/png", boxes.Count, how, why);
        }
        catch (PictureException e)
        {
            ModelState.AddModelError(nameof(Boxes), e.Message);
            return null;
        }
    }

    private RedactedCopy? CoverText(byte[] content, string why)
    {
        var words = Words.Select(w => w?.Trim() ?? "").Where(w => w.Length > 0).ToList();
        if (words.Count == 0 && !Nothing)
            ModelState.AddModelError(nameof(Words), "Say which words to cover, or that nothing needs covering");
        if (words.Count > PictureRedrawer.MostBoxes || words.Any(w => w.Length > LongestWords))
            ModelState.AddModelError(nameof(Words), $"Cover at most {PictureRedrawer.MostBoxes} passages, each of up to {LongestWords} characters");
        if (!ModelState.IsValid)
            return null;
        var covered = TextCover.Of(Encoding.UTF8.GetString(content), words);
        foreach (var word in covered.NotFound.Take(5))
            ModelState.AddModelError(nameof(Words), $"“{word}” is not in the text, letter for letter");
        return !ModelState.IsValid ? null : new RedactedCopy(
            Token, Source, Encoding.UTF8.GetBytes(covered.Text), Path.GetFileName(Source.Path), "text/plain; charset=utf-8", covered.Passages,
            string.Create(CultureInfo.InvariantCulture, $"{CaseWords.Count(covered.Passages, "passage")} of the text {(covered.Passages == 1 ? "was" : "were")} replaced by {TextCover.Mark}."), why);
    }

    private static PictureBox? ParseBox(string line)
    {
        var numbers = line.Split(',', StringSplitOptions.TrimEntries);
        return numbers.Length == 4 && numbers.All(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? new PictureBox(Number(0), Number(1), Number(2), Number(3))
            : null;

        int Number(int at) => int.Parse(numbers[at], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <returns>What to answer instead of the page; null when the file can be shown.</returns>
    private async Task<IActionResult?> ShowAsync(bool again)
    {
        try
        {
            return await ReadAsync(again) is { } content ? await ShowAsync(content) : again ? Invalid(nameof(Token), NotOpen) : NotFound();
        }
        catch (Exception e) when (IsSayable(e))
        {
            return Invalid(nameof(Token), e.Message.TrimEnd('.'));
        }
    }

    private async Task<IActionResult?> ShowAsync(byte[] content)
    {
        try
        {
            await ShowAsync(content, IsPicture);
            return null;
        }
        catch (Exception e) when (IsSayable(e))
        {
            return Invalid(nameof(Token), e.Message.TrimEnd('.'));
        }
    }

    /// <param name="again">The file was shown on this page before: that look is entered already.</param>
    /// <returns>Null when there is no such file, or it was not shown before.</returns>
    private async Task<byte[]?> ReadAsync(bool again) => await (again
        ? access.ViewAgainAsync(Id, FileId, Me.Person, Cancel)
        : access.ViewAsync(Id, FileId, Me.Person, "To make a redacted copy", Cancel)) is { } opened
        ? await ReadAsync(opened.Content, opened.File.Bytes)
        : null;

    private async Task<bool> LoadAsync()
    {
        if (!await LoadExhibitAsync() || Exhibit.Files.SingleOrDefault(f => f.Id == FileId) is not { } file || !Redactable.Is(file))
            return false;
        Source = file;
        return true;
    }
}
