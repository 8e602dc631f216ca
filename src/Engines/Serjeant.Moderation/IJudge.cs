using Serjeant.Text;

namespace Serjeant.Moderation;

/// <summary>
/// One voice that reads a message: the rules are one, a trained model is another, and the ensemble that
/// weighs them is a third. Safe to call from many threads; the same text always gets the same verdict.
/// </summary>
public interface IJudge
{
    Verdict Judge(string text);

    /// <summary>Judges a message that has been folded already.</summary>
    Verdict Judge(FoldedText folded);
}
