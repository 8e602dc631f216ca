using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Outside.Pictures;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>A small picture in the report.</summary>
/// <param name="Address">A <c>data:</c> address.</param>
public sealed record PackThumbnail(string Path, string Address);

/// <summary>The small pictures of a report: drawn anew in the browser's sandbox, covered unless somebody chose otherwise.</summary>
public sealed class PackThumbnails(PictureRedrawer pictures)
{
    private const int MostOfExhibit = 3;
    private const int MostInAll = 60;
    private const int Width = 480;

    /// <returns>By exhibit. A picture that can't be drawn is left out; the file itself is in the pack.</returns>
    public async Task<ILookup<long, PackThumbnail>> DrawAsync(OpenVault vault, PackImages images, IReadOnlyList<PackExhibit> exhibits, CancellationToken cancel)
    {
        var drawn = new List<(long Exhibit, PackThumbnail Picture)>();
        foreach (var exhibit in images == PackImages.None ? [] : exhibits)
        {
            foreach (var (path, hash, bytes) in exhibit.Pictures().Take(MostOfExhibit))
            {
                if (drawn.Count < MostInAll && await DrawAsync(vault, images, new BlobRef(hash, bytes), cancel) is { } address)
                    drawn.Add((exhibit.Exhibit.Id, new PackThumbnail(path, address)));
            }
        }
        return drawn.ToLookup(d => d.Exhibit, d => d.Picture);
    }

    private async Task<string?> DrawAsync(OpenVault vault, PackImages images, BlobRef blob, CancellationToken cancel)
    {
        var bytes = await vault.ReadAsync(blob, cancel);
        try
        {
            return (await pictures.ShowAsync(bytes, Width, veiled: images == PackImages.Covered, cancel)).Address;
        }
        catch (PictureException)
        {
            return null;
        }
    }
}
