using Serjeant.Chapters.Cases.Destroying;
using Serjeant.Desk.Tests.Outside;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases.Destroying;

/// <summary>What was destroyed must not come back, so no entry of the list may be lost, whoever writes it at once.</summary>
public sealed class DestroyedListTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder folder = new();

    private string Half => folder.File(DestroyedList.FileName + ".half");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Many_who_write_at_once_lose_no_entry()
    {
        // A lock is an open file's, so writers in one program stand for copies of it.
        await Parallel.ForAsync(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel }, async (number, cancel) =>
            await new DestroyedList(folder.Path).AddAsync([Record(number)], cancel));

        (await new DestroyedList(folder.Path).ReadAsync(Cancel)).Select(r => r.Exhibit).ShouldBe(Enumerable.Range(0, 40).Select(n => (long)n), ignoreOrder: true);
    }

    [Fact]
    public async Task Who_holds_it_is_waited_for()
    {
        Task adding;
        await using (new FileStream(folder.File("destroyed.lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            adding = new DestroyedList(folder.Path).AddAsync([Record(1)], Cancel);
            await Task.Delay(100, Cancel);
            adding.IsCompleted.ShouldBeFalse();
            File.Exists(folder.File(DestroyedList.FileName)).ShouldBeFalse();
        }

        await adding;

        (await new DestroyedList(folder.Path).ReadAsync(Cancel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_a_kill_left_half_written_goes_with_the_next_writing_and_its_lock_holds_nobody()
    {
        await File.WriteAllTextAsync(Half, "[{", Cancel);
        await File.WriteAllTextAsync(folder.File("destroyed.lock"), "", Cancel);

        await new DestroyedList(folder.Path).AddAsync([], Cancel);
        File.Exists(Half).ShouldBeFalse();
        await new DestroyedList(folder.Path).AddAsync([Record(1), Record(2)], Cancel);
        await new DestroyedList(folder.Path).AddAsync([Record(2)], Cancel);

        (await new DestroyedList(folder.Path).ReadAsync(Cancel)).Select(r => r.Exhibit).ShouldBe([1, 2]);
    }

    private static DestroyedRecord Record(int number) =>
        new(1, number, new string('a', 64), "Exampleshire Police", "EX/4711", "They have their copy", 1, DateTimeOffset.UnixEpoch, [new DestroyedFile(new string('b', 64), 12)]);
}
