using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases.Redacting;
using Serjeant.Data;
using Serjeant.Outside.Pictures;
using Serjeant.Outside.Pictures.Facts;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>What a picture's file says of how it was taken. The place has a press of its own: it may be where somebody lives.</summary>
public sealed partial class ShowExhibitModel
{
    private const string WhyPlace = "To see where the picture says that it was taken";

    /// <summary>Of the picture that was asked for.</summary>
    public PictureFacts? Camera { get; private set; }
    public bool PlaceShown { get; private set; }

    /// <summary>HEIC too, which can't be drawn here.</summary>
    public static bool MayHaveCameraFacts(ExhibitFile file) =>
        Redactable.IsPicture(file) || file is { MediaType: "image/heic", Bytes: <= PictureRedrawer.MostBytes };

    public Task<IActionResult> OnPostCameraAsync() => Reason() is { } why ? ReadCameraAsync(why, place: false) : RefuseReasonAsync();

    public Task<IActionResult> OnPostPlaceAsync() => ReadCameraAsync(WhyPlace, place: true);

    private async Task<IActionResult> RefuseReasonAsync() => await LoadAsync() ? Invalid(nameof(Why), "The reason must be 300 characters or fewer") : NotFound();

    private async Task<IActionResult> ReadCameraAsync(string why, bool place)
    {
        if (!await LoadAsync() || Exhibit.Files.SingleOrDefault(f => f.Id == FileId) is not { } file || !MayHaveCameraFacts(file))
            return NotFound();
        try
        {
            Camera = await access.ReadFactsAsync(Id, FileId, Me.Person, why, Cancel);
        }
        catch (Exception e) when (e is VaultException or FileNotFoundException or PictureException)
        {
            return Invalid(nameof(FileId), e.Message);
        }
        (ShownPath, PlaceShown) = (file.Path, place);
        return Camera is not null && await LoadAsync() ? Page() : NotFound();
    }
}
