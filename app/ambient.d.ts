/// <reference types="next" />
/// <reference types="mdx" />
