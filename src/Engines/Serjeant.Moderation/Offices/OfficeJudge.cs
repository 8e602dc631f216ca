using Serjeant.Text;

namespace Serjeant.Moderation.Offices;

/// <summary>The judge as one office has it.</summary>
public sealed class OfficeJudge(IJudge judge, OfficeLens lens) : IJudge
{
    public Verdict Judge(string text) => lens.Apply(judge.Judge(text));

    public Verdict Judge(FoldedText folded) => lens.Apply(judge.Judge(folded));
}
