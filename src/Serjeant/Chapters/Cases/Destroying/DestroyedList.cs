using System.Text.Json;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Destroying;

/// <summary>One destruction as <c>destroyed.json</c> has it: enough to carry it out again on a database that knows nothing of it.</summary>
/// <param name="Office">The office's number.</param>
public sealed record DestroyedRecord(
    long Office, long Exhibit, string ManifestSha256, string InstructedBy, string Reference, string Why, long By, DateTimeOffset At, IReadOnlyList<DestroyedFile> Files);

/// <param name="Sha256">Of the plain bytes.</param>
public sealed record DestroyedFile(string Sha256, long Bytes);

/// <summary>
/// <c>destroyed.json</c> in the data folder: what must not come back with a backup. It lies beside the database, since a restored database
/// is an older one. A backup laid over a data folder leaves it, and <c>backup purge</c> puts it into a backup. It is written by one at a time,
/// who holds <c>destroyed.lock</c> beside it: several copies of the program and its commands may share the folder.
/// </summary>
public sealed class DestroyedList(string folder)
{
    public const string FileName = "destroyed.json";
    private const string LockName = "destroyed.lock";

    /// <summary>In bytes. A record with a thousand files takes about 100 KB.</summary>
    private const long Most = 64 * 1024 * 1024;

    /// <summary>How long others are waited for: each holds the list for as long as it takes to read and write it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly string path = Path.Combine(folder, FileName);

    /// <exception cref="FormatException">It is no such list.</exception>
    public async Task<IReadOnlyList<DestroyedRecord>> ReadAsync(CancellationToken cancel)
    {
        if (!File.Exists(path))
            return [];
        try
        {
            await using var file = File.OpenRead(path);
            if (file.Length > Most)
                throw new FormatException($"{FileName} is too long.");
            return await JsonSerializer.DeserializeAsync<List<DestroyedRecord>>(file, Form, cancel) is { } read && read.TrueForAll(IsSound)
                ? read
                : throw new FormatException($"{FileName} is damaged.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{FileName} is damaged.", e);
        }
    }

    /// <summary>Adds what it does not have yet; nothing is ever taken out of it.</summary>
    /// <exception cref="FormatException">What is there is no such list.</exception>
    /// <exception cref="IOException">Another copy of the program held it for too long.</exception>
    public async Task AddAsync(IReadOnlyCollection<DestroyedRecord> records, CancellationToken cancel)
    {
        if (!Missing(await ReadAsync(cancel), records).Any() && !HalfWritten().Any())
            return;
        await using var turn = await TurnAsync(cancel);
        // Whoever holds the turn is the only one who writes: what is half-written here was left by a kill.
        foreach (var left in HalfWritten().ToList())
            File.Delete(left);
        var all = (await ReadAsync(cancel)).ToList();
        var added = Missing(all, records).ToList();
        if (added.Count == 0)
            return;
        all.AddRange(added);
        var aside = path + "." + Path.GetRandomFileName();
        await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
        {
            await JsonSerializer.SerializeAsync(file, all, Form, cancel);
            file.Flush(flushToDisk: true);
        }
        File.Move(aside, path, overwrite: true);
        DiskFlush.Folder(folder);
    }

    private static IEnumerable<DestroyedRecord> Missing(IReadOnlyList<DestroyedRecord> all, IReadOnlyCollection<DestroyedRecord> records) =>
        records.Where(r => !all.Any(a => a.Office == r.Office && a.Exhibit == r.Exhibit && a.ManifestSha256 == r.ManifestSha256));

    // Not as a pattern: "name.*" takes in "name" itself.
    private IEnumerable<string> HalfWritten() => Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f).StartsWith(FileName + ".", StringComparison.Ordinal));

    /// <summary>The lock file stays: one that is deleted can be held by somebody while another makes it anew. A kill lets go of it.</summary>
    private async Task<FileStream> TurnAsync(CancellationToken cancel)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < Patience)
            {
                await Task.Delay(Pause, cancel);
            }
        }
    }

    private static bool IsSound(DestroyedRecord r) => r is { ManifestSha256: not null, InstructedBy: not null, Reference: not null, Why: not null, Files: not null }
        && r.Files.All(f => f is { Sha256.Length: 64, Bytes: >= 0 } && f.Sha256.All(char.IsAsciiHexDigitLower));
}
