// What a script adds to the forms: a count of what is left to type, one sending at a time, a file measured before it is
// sent, a proof that it was a person who filled the form in. Without a script the server does all of it, and the
// confirmation of the address stands for the proof.
"use strict";
{
  /** Hashes that are computed before the page gets its turn again. */
  const SLICE = 256;
  /** How long one waits for someone to stop typing before what is left is said aloud, in milliseconds. */
  const PAUSE = 1000;
  /** When a form may be sent again although no page has answered, in milliseconds: the server takes it once anyway. */
  const PATIENCE = 15000;

  // --- What is left to type ---

  /** As the server counts: characters and not units of UTF-16, without spaces that it drops. */
  const lengthOf = (field) => {
    const text = field.value.normalize("NFC").replace(/\r\n?/g, "\n");
    const kept = field.matches("textarea")
      ? text.replace(/[ \t]+$/gm, "").replace(/\n{3,}/g, "\n\n")
      : text.replace(/\s+/g, " ");
    return [...kept.trim()].length;
  };

  const inWords = (left) => {
    const number = Math.abs(left);
    const characters = `${number.toLocaleString("fr-FR")} caractère${number > 1 ? "s" : ""}`;
    return left < 0 ? `${characters} de trop` : `${characters} encore possible${number > 1 ? "s" : ""}`;
  };

  const paragraph = (className) => Object.assign(document.createElement("p"), { className });

  /** Shows what is left at every key, and says it only near the limit, when the typing pauses. */
  const count = (field) => {
    const most = Number(field.dataset.most);
    const shown = paragraph("fr-hint-text fr-mt-1v");
    const said = paragraph("fr-sr-only");
    shown.setAttribute("aria-hidden", "true");
    said.setAttribute("aria-live", "polite");
    field.after(shown, said);

    let pause;
    const show = () => {
      const left = most - lengthOf(field);
      shown.textContent = inWords(left);
      return left;
    };
    field.addEventListener("input", () => {
      const left = show();
      clearTimeout(pause);
      pause = setTimeout(() => {
        said.textContent = left <= most / 10 ? inWords(left) : "";
      }, PAUSE);
    });
    show();
  };

  // --- A file that is too large ---

  /** Says at once what the server would say after minutes of sending. */
  const measure = (input) => {
    const messages = document.getElementById(`${input.id}-messages`);
    const group = input.closest(".fr-upload-group");
    const isTooHeavy = () => [...input.files].some((file) => file.size > Number(input.dataset.maxBytes));
    const tell = (tooHeavy) => {
      const message = paragraph("fr-message fr-message--error");
      message.textContent = input.dataset.tooHeavy;
      messages?.replaceChildren(...(tooHeavy ? [message] : []));
      group?.classList.toggle("fr-upload-group--error", tooHeavy);
      if (tooHeavy) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    };
    input.addEventListener("change", () => tell(isTooHeavy()));
    input.form?.addEventListener("submit", (event) => {
      if (!isTooHeavy()) return;
      event.preventDefault();
      tell(true);
      input.focus();
    });
  };

  // --- One sending at a time ---

  const buttonsOf = (form) => form.querySelectorAll("button[type=submit]");

  const release = (form) => {
    delete form.dataset.sent;
    for (const button of buttonsOf(form)) button.removeAttribute("aria-disabled");
  };

  /** The buttons stay what they are, so that the one that was pressed is sent along. */
  const sendOnce = (form) => {
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = "yes";
      for (const button of buttonsOf(form)) button.setAttribute("aria-disabled", "true");
      setTimeout(() => release(form), PATIENCE);
    });
    // The browser's "back" button may bring the page back as it was left.
    window.addEventListener("pageshow", () => release(form));
  };

  // --- The proof of work ---

  const startsWithSixteenZeroBits = (hash) => {
    const [first, second] = new Uint8Array(hash);
    return first === 0 && second === 0;
  };

  const turn = () => new Promise((resolve) => setTimeout(resolve));

  /** Looks for a number that proves some work for the form's challenge. Over plain HTTP there is nothing to hash with. */
  const prove = async (form) => {
    const answer = form.elements.namedItem("preuve");
    const hasher = window.crypto?.subtle;
    if (!answer || answer.value || !hasher) return;
    const bytes = new TextEncoder();
    for (let first = 0; ; first += SLICE) {
      const nonces = Array.from({ length: SLICE }, (_, index) => String(first + index));
      const hash = (nonce) => hasher.digest("SHA-256", bytes.encode(`${form.dataset.proof}:${nonce}`));
      const hashes = await Promise.all(nonces.map(hash));
      const found = hashes.findIndex(startsWithSixteenZeroBits);
      if (found >= 0) {
        answer.value = nonces[found];
        return;
      }
      await turn();
    }
  };

  document.querySelectorAll("[data-most]").forEach(count);
  document.querySelectorAll("input[type=file][data-max-bytes]").forEach(measure);
  document.querySelectorAll("form[method=post]").forEach(sendOnce);
  document.querySelectorAll("form[data-proof]").forEach((form) => prove(form).catch(() => {}));
}
