using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Data;

namespace Serjeant.Chapters.SetUp.Start;

/// <summary>What the link that the program printed opens.</summary>
public sealed class OpenModel(SetUpStarts starts) : TakeUpPage
{
    protected override OneTimeLinkKind Kind => OneTimeLinkKind.SetUp;
    protected override string Next => SetUpLinks.Steps();

    protected override Task BeforeAsync() => starts.ClearUnfinishedAsync(Cancel);
}
