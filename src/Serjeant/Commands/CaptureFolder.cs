using Serjeant.Evidence;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Storage;

namespace Serjeant.Commands;

/// <summary>Puts a finished capture where a person wants it: written beside it first, so that a half-done one is never there, and on the disk before anybody is told.</summary>
internal static class CaptureFolder
{
    private const string Key = "The web archive is signed with a key that was made for this capture and then thrown away: that shows that nothing changed since, not who made it.";

    public static async Task PlaceAsync(CaptureResult result, string folder, TimeProvider time, CancellationToken cancel)
    {
        var parent = Path.GetDirectoryName(folder) ?? folder;
        Directory.CreateDirectory(parent);
        var beside = Path.Combine(parent, $".{Path.GetFileName(folder)}.{Guid.NewGuid():N}.part");
        try
        {
            Directory.CreateDirectory(beside);
            foreach (var file in result.Files)
            {
                var target = Path.Combine(beside, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await using var from = File.OpenRead(Path.Combine(result.Folder, file.Path));
                await using var to = File.Create(target);
                await from.CopyToAsync(to, cancel);
            }

            var manifest = result.ToManifest(null, result.Post.RequestedAddress, time.GetUtcNow(), Key);
            var bytes = manifest.ToBytes();
            await File.WriteAllBytesAsync(Path.Combine(beside, ExhibitManifest.FileName), bytes, cancel);
            await File.WriteAllBytesAsync(Path.Combine(beside, ExhibitManifest.SumsFileName), manifest.ToSums(bytes), cancel);
            DiskFlush.Tree(beside);
            if (Directory.Exists(folder))
                Directory.Delete(folder); // it was empty; if it is not any more this fails, as it should
            Directory.Move(beside, folder);
            DiskFlush.Folder(parent);
        }
        catch
        {
            if (Directory.Exists(beside))
                Directory.Delete(beside, recursive: true);
            throw;
        }
    }
}
