using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Chromium;
using Serjeant.Outside.Pictures;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.Redacting;

/// <summary>What the page that makes a redacted copy and the page of one begin with: their exhibit, unless it is sealed off, and a look at bytes.</summary>
public abstract class RedactingPage(SerjeantDb db, PictureRedrawer pictures) : DeskPage
{
    private const int ShownWidth = 1400;

    [BindProperty(SupportsGet = true)] public long Id { get; set; }

    protected SerjeantDb Db => db;
    protected PictureRedrawer Pictures => pictures;

    public Exhibit Exhibit { get; private set; } = null!;

    /// <summary>What is shown, once it was asked for; one of the two.</summary>
    public ShownPicture? Picture { get; private set; }
    public string? Text { get; private set; }

    /// <returns>False when there is no such exhibit here, or it is sealed off.</returns>
    protected async Task<bool> LoadExhibitAsync()
    {
        if (await db.Exhibits.AsNoTracking().Include(e => e.Files).SingleOrDefaultAsync(e => e.Id == Id && e.SealedOffAt == null, Cancel) is not { } found)
            return false;
        Exhibit = found;
        return true;
    }

    protected async Task<byte[]> ReadAsync(Stream stream, long length)
    {
        await using var content = stream;
        var bytes = new byte[length];
        await content.ReadExactlyAsync(bytes, Cancel);
        return bytes;
    }

    /// <summary>A picture drawn anew, or words to be encoded; never the file as it is.</summary>
    protected async Task ShowAsync(byte[] content, bool isPicture)
    {
        Picture = isPicture ? await pictures.ShowAsync(content, ShownWidth, veiled: false, Cancel) : null;
        Text = isPicture ? null : Encoding.UTF8.GetString(content).Replace("\0", "\u2400");
    }

    /// <summary>What can go wrong with a file, in words for whoever asked for it.</summary>
    protected static bool IsSayable(Exception e) => e is VaultException or FileNotFoundException or PictureException or ChromiumUnavailableException;
}
