// Runs in the page: takes what stands in form fields out of the source while the browser writes the page to a file, and puts it
// back. What somebody typed stays in the field: only the attribute goes.
(() => {
  const PATIENCE = 30_000;
  const FIELDS = 'input[value]:not([type=button], [type=submit], [type=reset], [type=checkbox], [type=radio])';
  let taken = [];

  function show() {
    for (const [field, value] of taken) if (!field.hasAttribute('value')) field.setAttribute('value', value);
    taken = [];
  }

  globalThis.serjeantFields = {
    hide() {
      show();
      taken = [...document.querySelectorAll(FIELDS)].map((field) => [field, field.getAttribute('value')]);
      for (const [field] of taken) field.removeAttribute('value');
      setTimeout(show, PATIENCE);
    },
    show,
  };
})();
