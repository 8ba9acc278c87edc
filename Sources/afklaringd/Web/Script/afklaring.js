// The script of Afklaring. Every page works without it.
"use strict";

// A form that saves itself: at every change, and the page says when. Its button still leads on.
for (const form of document.querySelectorAll("form[data-saves-itself]")) {
  const status = form.querySelector("[role=status]");
  let queue = Promise.resolve();
  const save = async () => {
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual",
        headers: { "Afklaring-Saves-Itself": "1" },
      });
      const time = new Date().toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" });
      status.textContent = answer.status === 204 ? `Gemt ${time.replace(".", ":")}` : "Ikke gemt. Brug knappen, så ser du hvorfor.";
    } catch {
      status.textContent = "Ikke gemt: der er ingen forbindelse. Det skrevne står her stadig.";
    }
  };
  // One after the other: the last change is saved last.
  form.addEventListener("change", () => { queue = queue.then(save); });
}
