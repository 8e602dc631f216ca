namespace Serjeant.Outside.Exports;

/// <summary>
/// One entry of an export: a message, a problem, or a message that the office itself sent (which is counted and left out).
/// Exactly one of the three.
/// </summary>
/// <param name="Index">
/// Its place in the whole export from 0. The same export read with the same options gives the same numbers, so an import is
/// resumed by skipping as many as were taken in.
/// </param>
/// <param name="BytesRead">Uncompressed bytes read so far, for a progress bar.</param>
public readonly record struct ReadItem(
    long Index, long BytesRead, IncomingMessage? Message, ReadProblem? Problem, bool SentByOffice)
{
    public static ReadItem Of(IncomingMessage message) => new(0, 0, message, null, false);

    public static ReadItem Bad(string where, string reason) => new(0, 0, null, new ReadProblem(where, reason, true), false);

    /// <summary>Something worth telling although no message was lost.</summary>
    public static ReadItem Note(string where, string reason) => new(0, 0, null, new ReadProblem(where, reason, false), false);

    public static ReadItem Own { get; } = new(0, 0, null, null, true);
}

/// <param name="Where">The file, and the entry or line in it.</param>
/// <param name="Reason">Plain English: what is wrong and what to do.</param>
/// <param name="Lost">True where a message or file did not come in; false for a remark.</param>
public sealed record ReadProblem(string Where, string Reason, bool Lost);
