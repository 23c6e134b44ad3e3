/* Runs only where modules do not: says so instead of showing an empty page. */
document.getElementById("main").textContent =
  "Dieser Browser ist zu alt. Teil dir ein Handy mit jemandem. " +
  "This browser is too old. Share a phone with somebody.";
