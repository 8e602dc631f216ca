namespace Serjeant.Outside.Chromium;

/// <summary>
/// A folder for one piece of work, deleted afterwards. A lock file inside is held open while the work lasts, so that what
/// a killed program left can be told from what another copy is using.
/// </summary>
public sealed class WorkFolder : IDisposable
{
    private const string Lock = ".lock";
    private readonly string folder;
    private readonly FileStream held;

    private WorkFolder(string folder)
    {
        this.folder = folder;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Files);
        else
            Directory.CreateDirectory(Files, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Aside);
        held = new FileStream(Path.Combine(folder, Lock), FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Where the work's own files go.</summary>
    public string Files => Path.Combine(folder, "files");

    /// <summary>Room for what is on its way and not to be kept.</summary>
    public string Aside => Path.Combine(folder, "aside");

    /// <summary>A new empty folder under <paramref name="root"/>, readable by this user only.</summary>
    public static WorkFolder Create(string root) => new(Path.Combine(root, $"work-{Guid.NewGuid():N}"));

    /// <summary>Deletes the folders whose owner is gone; answers how many.</summary>
    public static int Sweep(string root)
    {
        if (!Directory.Exists(root))
            return 0;
        var swept = 0;
        foreach (var left in Directory.EnumerateDirectories(root, "work-*"))
        {
            try
            {
                var lockFile = Path.Combine(left, Lock);
                if (File.Exists(lockFile))
                    File.Open(lockFile, FileMode.Open, FileAccess.Write, FileShare.None).Dispose();
                Directory.Delete(left, recursive: true);
                swept++;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // In use, or another user's.
            }
        }

        return swept;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        held.Dispose();
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A dying browser still writes: the next sweep takes it.
        }
    }
}
