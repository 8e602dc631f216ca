using System.Runtime.InteropServices;

namespace Serjeant.Outside.Storage;

/// <summary>
/// Gives a finished file its name unless something has that name already. <see cref="File.Move(string, string, bool)"/> promises as much, but on Unix it
/// looks first and then renames, and a rename takes the place of what somebody else put there in between.
/// </summary>
public static class NewFile
{
    private const int Exists = 17; // EEXIST, on Linux and macOS alike

    /// <exception cref="IOException">The name is taken, or the file can't be moved. It is still where it was.</exception>
    public static void Place(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            File.Move(from, to, overwrite: false);
            return;
        }

        if (Link(from, to) == 0)
        {
            File.Delete(from);
            return;
        }

        if (Marshal.GetLastPInvokeError() == Exists)
            throw new IOException($"{to} is there already.");
        File.Move(from, to, overwrite: false); // A disk without hard links, or a name that says itself what is wrong with it.
    }

    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, SetLastError = true)]
    private static extern int Link(string from, string to);
}
