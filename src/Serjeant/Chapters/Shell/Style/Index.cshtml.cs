using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Serjeant.Shell.Layout;

namespace Serjeant.Chapters.Shell.Style;

/// <summary>Every component on one page, to be looked at. Only in Development, and with nothing behind it.</summary>
[AllowAnonymous]
public sealed class IndexModel(IWebHostEnvironment host, TimeProvider time) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter an email address"), EmailAddress(ErrorMessage = "Enter an email address, such as name@example.org")]
    public string? Email { get; set; }

    [BindProperty]
    public string? Cost { get; set; } = "12.50";

    [BindProperty]
    public string? Note { get; set; } = "\nStarts with an empty line.";

    [BindProperty, Required(ErrorMessage = "Choose a role")]
    public string? Kind { get; set; }

    [BindProperty]
    public string? OtherKind { get; set; }

    [BindProperty]
    public List<string> Topics { get; set; } = ["threat"];

    [BindProperty]
    public bool Agreed { get; set; }

    [BindProperty, Display(Name = "The date")]
    public DateOnly? Due { get; set; } = new(2026, 3, 27);

    [BindProperty]
    public string? Force { get; set; }

    public IReadOnlyList<SelectListItem> Forces { get; } = [new("Kent", "kent"), new("Exampleshire", "exampleshire")];

    public DateTimeOffset Now => time.GetUtcNow();

    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!host.IsDevelopment()) context.Result = NotFound();
    }

    public void OnGet() => ViewData.ShowsAbuse();

    public IActionResult OnPost()
    {
        ViewData.ShowsAbuse();
        if (ModelState.IsValid) return RedirectToPage();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public IActionResult OnGetWords() => Content("You will pay for this. (From the server, asked for just now.)");
}
