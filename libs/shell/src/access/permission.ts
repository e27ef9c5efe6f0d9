import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const permissionKey = 'probity:permission';
export const publicRoute = 'public';

/** What an office must be allowed by the pack for this route: an act's name, or `case.read`. Every route declares one. */
export const Permission = (name: string): CustomDecorator => SetMetadata(permissionKey, name);

export const orPermissionKey = 'probity:or-permission';

/** Whoever may do that may ask, too: the route shows them less. */
export const OrPermission = (name: string): CustomDecorator => SetMetadata(orPermissionKey, name);

export const anyCaseKey = 'probity:any-case';

/** Of a route that tells of several cases: whoever stands in for an office on any of them may ask as that office may. */
export const OfAnyCase = (): CustomDecorator => SetMetadata(anyCaseKey, true);

export const outlivesCaseKey = 'probity:outlives-case';

/** Of a route that tells of a case what stays of it once it is destroyed: it sees itself to whose that was. */
export const OutlivesCase = (): CustomDecorator => SetMetadata(outlivesCaseKey, true);

/** Open to anyone, without an account. */
export const Public = (): CustomDecorator => SetMetadata(permissionKey, publicRoute);

export const signInKey = 'probity:sign-in';

/** Of a public route: whoever sends a token is known by it, and one that is not valid is refused. */
export const MaySignIn = (): CustomDecorator => SetMetadata(signInKey, true);
