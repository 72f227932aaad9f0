// Shows the OpenAPI document of this installation; a signed-in session may try what it may do anyway.
const place = document.getElementById("docs");

function csrfToken() {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
  return cookie ? decodeURIComponent(cookie.slice("csrftoken=".length)) : "";
}

window.SwaggerUIBundle({
  url: place.dataset.address,
  domNode: place,
  deepLinking: true,
  docExpansion: "none",
  validatorUrl: null,
  requestInterceptor(request) {
    const token = csrfToken();
    if (token && !request.headers.Authorization) {
      request.headers["X-CSRFToken"] = token;
    }
    return request;
  },
});
