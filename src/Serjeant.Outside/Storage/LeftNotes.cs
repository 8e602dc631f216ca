namespace Serjeant.Outside.Storage;

/// <summary>Reads the notes of work that ended before rows named what it stored. A note that is held belongs to work which goes on.</summary>
internal static class LeftNotes
{
    private const int MostLength = 64;

    /// <summary>Names handed over at a time: a note may be anybody's and of any size.</summary>
    private const int BatchSize = 500;

    public static bool Any(string root, string aside) =>
        Directory.Exists(root) && Directory.EnumerateDirectories(root).Select(office => Path.Combine(office, aside)).Where(Directory.Exists).Any(folder => Of(folder).Any());

    /// <param name="take">Given names from the vault; when it has answered for all of them the note goes.</param>
    public static async Task ReadAsync(string folder, Func<IReadOnlyList<string>, Task> take, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var path in Of(folder).ToList())
        {
            FileStream note;
            try
            {
                note = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous });
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue; // Held, or gone since.
            }
            await using (note)
            {
                await ReadAsync(note, take, cancel);
                File.Delete(path);
            }
        }
    }

    /// <summary>Whatever is no name is passed over: a line that was cut off, or bytes that somebody put there.</summary>
    private static async Task ReadAsync(FileStream note, Func<IReadOnlyList<string>, Task> take, CancellationToken cancel)
    {
        var names = new List<string>();
        var line = new char[MostLength];
        var length = 0;
        var block = new byte[8192];
        for (int read; (read = await note.ReadAsync(block, cancel)) > 0;)
        {
            for (var at = 0; at < read; at++)
            {
                if (block[at] == '\n')
                    End();
                else if (length < MostLength)
                    line[length++] = (char)block[at];
                else
                    length = MostLength + 1; // Too long for a name, however much follows.
            }
            if (names.Count >= BatchSize)
            {
                await take(names);
                names.Clear();
            }
        }
        End();
        if (names.Count > 0)
            await take(names);

        void End()
        {
            if (length <= MostLength && BlobName.IsName(line.AsSpan(0, length)))
                names.Add(new string(line));
            length = 0;
        }
    }

    private static IEnumerable<string> Of(string folder) => Directory.EnumerateFiles(folder, "*" + DiskNote.Ending);
}
