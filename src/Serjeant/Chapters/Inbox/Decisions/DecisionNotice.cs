using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <summary>What the last press did, told once on the next page with a button to undo it.</summary>
public sealed record DecisionNotice(string Words, Guid? Batch, int Steps)
{
    private const string WordsKey = "decision-words";
    private const string BatchKey = "decision-batch";
    private const string StepsKey = "decision-steps";

    public static void Leave(ITempDataDictionary data, DecisionKind kind, DecisionResult result)
    {
        data[WordsKey] = DecisionWords.Of(kind, result);
        data[BatchKey] = result.Batch?.ToString("N");
        data[StepsKey] = result.Steps;
    }

    public static DecisionNotice? Take(ITempDataDictionary data) => data[WordsKey] is not string words ? null
        : new DecisionNotice(words, Guid.TryParse(data[BatchKey] as string, out var batch) ? batch : null, data[StepsKey] as int? ?? 0);
}
