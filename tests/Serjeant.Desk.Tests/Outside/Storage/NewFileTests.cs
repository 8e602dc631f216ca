using Serjeant.Outside.Storage;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Storage;

public sealed class NewFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Of_many_at_once_one_gets_the_name_and_the_others_keep_their_files()
    {
        for (var round = 0; round < 200; round++)
        {
            var target = folder.File($"target-{round}");
            var sources = Enumerable.Range(0, 4).Select(i => folder.File($"source-{round}-{i}")).ToArray();
            foreach (var source in sources)
                File.WriteAllText(source, source);

            using var together = new Barrier(sources.Length);
            var placed = new bool[sources.Length];
            var threads = sources.Select((source, i) => new Thread(() =>
            {
                together.SignalAndWait();
                placed[i] = Places(source, target);
            })).ToArray();
            foreach (var thread in threads)
                thread.Start();
            foreach (var thread in threads)
                thread.Join();

            var winner = sources.Where((_, i) => placed[i]).ShouldHaveSingleItem();
            File.ReadAllText(target).ShouldBe(winner);
            sources.Where(File.Exists).ShouldBe(sources.Where(s => s != winner));
        }
    }

    [Fact]
    public void What_is_not_there_is_said() => Should.Throw<IOException>(() => NewFile.Place(folder.File("nothing"), folder.File("target")));

    private static bool Places(string source, string target)
    {
        try
        {
            NewFile.Place(source, target);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
