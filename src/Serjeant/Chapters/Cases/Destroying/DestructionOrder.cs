namespace Serjeant.Chapters.Cases.Destroying;

/// <summary>Why an exhibit is destroyed.</summary>
/// <param name="InstructedBy">The police force or the IWF.</param>
/// <param name="Reference">Theirs, for the instruction.</param>
public sealed record DestructionOrder(string InstructedBy, string Reference, string Why);

/// <summary>What a destruction would take, to be read before the second press.</summary>
/// <param name="Files">Files of the exhibit, its later looks, its copies and its time-stamps.</param>
/// <param name="AlsoIn">Labels of other exhibits that hold one of the same files: there it stays.</param>
/// <param name="Quoting">Labels of other exhibits with files that may quote it, and are closed.</param>
public sealed record DestructionPlan(int Files, int Looks, int Copies, int Packs, int PacksFetched, bool Message, IReadOnlyList<string> AlsoIn, IReadOnlyList<string> Quoting);
